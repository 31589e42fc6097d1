const reads = new WeakMap<Element, () => void>();
let observer: ResizeObserver | undefined;

/**
 * Reads a size once it is laid out, and whenever it changes: before it is painted, and without having the page laid out
 * for it, as whoever reads one at the mount does. An attachment, one for a box.
 */
export const sized =
  (read: (box: HTMLElement) => void) =>
  (box: HTMLElement): (() => void) => {
    observer ??= new ResizeObserver((entries) => {
      for (const { target } of entries) reads.get(target)?.();
    });
    const seen = observer;
    reads.set(box, () => read(box));
    seen.observe(box);
    return () => seen.unobserve(box);
  };

/** Calls read now, and whenever the size of the box, or the density of the window, could have changed; returns the end of it. */
export function onSize(box: HTMLElement, read: () => void): () => void {
  read();
  const left = sized(read)(box);
  const theme = new MutationObserver(read);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-density"] });
  return () => {
    left();
    theme.disconnect();
  };
}
