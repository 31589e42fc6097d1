//go:build !windows

package fault

import "syscall"

var refusals = []refusal{
	{syscall.ENOSPC, "program_disk_full", FreeSpace},
	{syscall.EDQUOT, "program_quota", FreeSpace},
	{syscall.EFBIG, "program_file_limit", FreeSpace},
	{syscall.EROFS, "program_read_only", FixPermissions},
	{syscall.EMFILE, "program_open_files", CloseFiles},
	{syscall.ENFILE, "program_open_files", CloseFiles},
	{syscall.EIO, "program_disk_error", CheckDisk},
}
