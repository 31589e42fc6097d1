/** Calls read now, and whenever the size of the box, or the density of the window, could have changed; returns the end of it. */
export function onSize(box: HTMLElement, read: () => void): () => void {
  read();
  const sizes = new ResizeObserver(read);
  sizes.observe(box);
  const theme = new MutationObserver(read);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-density"] });
  return () => {
    sizes.disconnect();
    theme.disconnect();
  };
}
