package fault

// refusals are Windows' own numbers (System Error Codes); syscall's names of Unix match none of them.
var refusals = []refusal{
	{112, "program_disk_full", FreeSpace},     // ERROR_DISK_FULL
	{39, "program_disk_full", FreeSpace},      // ERROR_HANDLE_DISK_FULL
	{1295, "program_quota", FreeQuota},        // ERROR_DISK_QUOTA_EXCEEDED
	{19, "program_read_only", OtherDisk},      // ERROR_WRITE_PROTECT
	{4, "program_open_files", CloseFiles},     // ERROR_TOO_MANY_OPEN_FILES
	{10024, "program_open_files", CloseFiles}, // WSAEMFILE
	{10055, "program_open_files", CloseFiles}, // WSAENOBUFS: its ports, too
	{32, "program_file_held", ReleaseFile},    // ERROR_SHARING_VIOLATION
	{33, "program_file_held", ReleaseFile},    // ERROR_LOCK_VIOLATION
	{1224, "program_file_held", ReleaseFile},  // ERROR_USER_MAPPED_FILE
	{23, "program_disk_error", CheckDisk},     // ERROR_CRC
	{1117, "program_disk_error", CheckDisk},   // ERROR_IO_DEVICE
	{21, "program_disk_error", CheckDisk},     // ERROR_NOT_READY
}
