const waiting = new Set<Resting>();

/** What is kept once the hands rest, or before the window ends. */
export class Resting {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keep: (() => unknown) | null = null;

  /** Keeps it when nothing came for so many milliseconds. */
  begin(pause: number, keep: () => unknown): void {
    this.stop();
    this.#keep = keep;
    waiting.add(this);
    this.#timer = setTimeout(() => void this.now(), pause);
  }

  /** What waited is not kept by this any more: it was, or need not be. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#keep = null;
    waiting.delete(this);
  }

  async now(): Promise<void> {
    const keep = this.#keep;
    this.stop();
    await keep?.();
  }
}

/** Keeps at once whatever waits, and what comes to wait by that. Resolves when all is kept, or could not be. */
export async function keepAll(): Promise<void> {
  while (waiting.size > 0) await Promise.allSettled([...waiting].map((each) => each.now()));
}
