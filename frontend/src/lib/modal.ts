/** Whether a modal dialog is open: the page behind it is out of reach, whatever has the focus. */
export function modalIsOpen(): boolean {
  return [...document.querySelectorAll("dialog[open]")].some((dialog) => {
    try {
      return dialog.matches(":modal");
    } catch {
      return false; // a document without modal dialogs does not know the word
    }
  });
}
