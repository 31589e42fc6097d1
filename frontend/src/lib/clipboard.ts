/**
 * Puts a text on the clipboard, and the same as HTML, in the turn of the key or the press that asked for it; false: the
 * engine would not. Only so do both kinds get there without a permission and in every engine.
 */
export function copyBoth(text: string, html: string): boolean {
  let put = false;
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    put = event.clipboardData !== null;
  };
  document.addEventListener("copy", write, { capture: true });
  try {
    return document.execCommand("copy") && put;
  } finally {
    document.removeEventListener("copy", write, { capture: true });
  }
}
