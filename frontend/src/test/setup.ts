import { afterEach } from "vitest";

// jsdom knows neither modal dialogs nor popovers nor layout. These stand-ins keep the parts that our
// code relies on: the open attribute, the events, and sizes that are not all zero.
if (!HTMLDialogElement.prototype.showModal) {
  HTMLDialogElement.prototype.show = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
    this.querySelector<HTMLElement>("[autofocus], input, select, textarea, button")?.focus();
  };
  HTMLDialogElement.prototype.close = function (value?: string) {
    if (!this.open) return;
    this.open = false;
    if (value !== undefined) this.returnValue = value;
    this.dispatchEvent(new Event("close"));
  };
}

if (!HTMLElement.prototype.showPopover) {
  const shown = new WeakSet<HTMLElement>();
  const toggle = (el: HTMLElement, open: boolean) => {
    if (shown.has(el) === open) return;
    const states = { oldState: open ? "closed" : "open", newState: open ? "open" : "closed" };
    el.dispatchEvent(Object.assign(new Event("beforetoggle"), states));
    if (open) shown.add(el);
    else shown.delete(el);
    el.toggleAttribute("data-open", open);
    el.dispatchEvent(Object.assign(new Event("toggle"), states));
  };
  HTMLElement.prototype.showPopover = function () {
    toggle(this, true);
  };
  HTMLElement.prototype.hidePopover = function () {
    toggle(this, false);
  };
  HTMLElement.prototype.togglePopover = function () {
    toggle(this, !shown.has(this));
    return shown.has(this);
  };
}

if (!("ResizeObserver" in globalThis)) {
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.animate ??= () => ({ finished: Promise.resolve(), cancel() {} }) as unknown as Animation;

window.innerWidth = 1280;

afterEach(() => {
  document.body.replaceChildren();
});
