//go:build !windows

package fault

import "syscall"

var refusals = []refusal{
	{syscall.ENOSPC, "program_disk_full", FreeSpace},
	{syscall.EDQUOT, "program_quota", FreeQuota},
	{syscall.EFBIG, "program_file_limit", RaiseFileSize},
	{syscall.EROFS, "program_read_only", OtherDisk},
	{syscall.EMFILE, "program_own_files", RaiseOpenFiles},
	{syscall.ENFILE, "program_open_files", CloseFiles},
	{syscall.EIO, "program_disk_error", CheckDisk},
}
