import { onSize } from "../lib/sizes";

/** Rows drawn over either edge: at rest few, since a key draws them too; what scrolls has more ahead. */
const few = 2;
const ahead = 6;
/** How long nothing must have scrolled for a rest, in milliseconds. */
const pause = 500;

/** What of a Grid is in view. All sizes in px. */
export class Viewport {
  scrollTop = $state(0);
  height = $state(600);
  /** -1: it is not laid out yet, and rows that were drawn would be drawn twice. */
  width = $state(-1);
  rowHeight = $state(44);
  /** Rows over either edge that are drawn too; the first picture has none. */
  beyond = $state(0);
  #rests: ReturnType<typeof setTimeout> | undefined;

  /** Follows the sizes of the box, and the density of the window, until the function that it returns is called. */
  follow(box: HTMLElement): () => void {
    const painted = requestAnimationFrame(() => setTimeout(() => (this.beyond = few)));
    const left = onSize(box, () => {
      this.height = Math.min(box.clientHeight, innerHeight) || 600; // where nothing bounds it, it would draw all its rows
      this.width = box.clientWidth;
      this.rowHeight = Number.parseInt(getComputedStyle(box).getPropertyValue("--row-height"), 10) || 44;
    });
    return () => {
      cancelAnimationFrame(painted);
      clearTimeout(this.#rests);
      left();
    };
  }

  /** The box was scrolled there. */
  scrolled(to: number): void {
    this.scrollTop = to;
    if (this.beyond === 0) return;
    this.beyond = ahead;
    clearTimeout(this.#rests);
    this.#rests = setTimeout(() => (this.beyond = few), pause);
  }
}
