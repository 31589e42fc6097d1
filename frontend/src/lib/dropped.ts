/** Larger than any customer list: ten thousand customers are two megabytes. In bytes. */
export const largest = 16 * 1024 * 1024;

export type Dropped =
  | { what: "several" }
  | { what: "kind"; name: string }
  | { what: "big"; name: string }
  | { what: "file"; file: File };

/** What was dropped: one file that may be a list, or why it is none. A folder looks like a file of no kind. */
export function dropped(data: DataTransfer): Dropped {
  const [file, ...others] = data.files;
  if (!file || others.length > 0) return { what: "several" };
  if (!/\.(csv|tsv|txt)$/i.test(file.name)) return { what: "kind", name: file.name };
  if (file.size > largest) return { what: "big", name: file.name };
  return { what: "file", file };
}

/** What is in a file, as base64. */
export function base64(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
