/**
 * Keeps an element above everything, and within reach: it is shown in the top layer, and while a modal dialog
 * is open it stands in the topmost one, since all that is outside is inert. An attachment.
 */
export function aboveAll(element: HTMLElement): () => void {
  const home = document.createComment("");
  element.before(home);
  let open: HTMLDialogElement[] = [];
  element.popover = "manual";

  function follow() {
    const now = [...document.querySelectorAll<HTMLDialogElement>("dialog[open]")];
    // In the order in which they were opened.
    open = [...open.filter((d) => now.includes(d)), ...now.filter((d) => !open.includes(d))];
    const top = open.at(-1);
    if (top ? element.parentNode === top : home.nextSibling === element) return;
    if (top) top.append(element);
    else home.after(element);
    element.showPopover(); // what is moved is hidden; shown anew it is the topmost
  }

  const seen = new MutationObserver(follow);
  seen.observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["open"] });
  element.showPopover();
  follow();
  return () => {
    seen.disconnect();
    home.remove();
    element.remove();
  };
}

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
