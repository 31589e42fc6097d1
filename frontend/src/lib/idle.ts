import { modalIsOpen } from "./modal";

/** Whether the keyboard is at work nowhere in particular: what is opened then may take the focus. */
export const keyboardIsFree = (): boolean =>
  document.activeElement?.matches("main, body") === true && !modalIsOpen();
