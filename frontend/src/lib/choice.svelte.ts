/** Keys of rows first to last (excluded), as they stand in the list. */
type KeysOf = (first: number, last: number) => readonly string[] | Promise<readonly string[]>;

/**
 * Which rows of a list are chosen, by their keys. A range is drawn from where the last single step was made, and what
 * was chosen before stays chosen beside it. Rows stay chosen when another question hides them.
 */
export class Choice {
  #keys = $state.raw<ReadonlySet<string>>(new Set());
  /** What is chosen beside the range that is being drawn. */
  #beside: ReadonlySet<string> = new Set();
  /** Where a range begins; -1: nowhere yet. */
  #anchor = -1;
  /** How often something was chosen: an answer that comes later than that is none. */
  #turn = 0;

  get size(): number {
    return this.#keys.size;
  }
  /** In the order in which they were chosen. */
  get keys(): string[] {
    return [...this.#keys];
  }
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** The next range begins at this row. */
  begin(index: number): void {
    this.#turn++;
    this.#beside = this.#keys;
    this.#anchor = index;
  }

  /** Chooses a row, or no longer. */
  toggle(key: string, index: number): void {
    const keys = new Set(this.#keys);
    if (!keys.delete(key)) keys.add(key);
    this.#keys = keys;
    this.begin(index);
  }

  /** Draws the range to a row, from where the last step was made, or else from the other row. */
  async extend(from: number, to: number, keysOf: KeysOf): Promise<void> {
    if (this.#anchor < 0) this.begin(from);
    const turn = ++this.#turn;
    const asked = keysOf(Math.min(this.#anchor, to), Math.max(this.#anchor, to) + 1);
    const range = Array.isArray(asked) ? asked : await asked;
    if (turn === this.#turn) this.#keys = new Set([...this.#beside, ...range]);
  }

  /** Chooses these besides. */
  async add(keys: readonly string[] | Promise<readonly string[]>): Promise<void> {
    const turn = ++this.#turn;
    const all = await keys;
    if (turn !== this.#turn) return;
    this.#keys = new Set([...this.#keys, ...all]);
    this.begin(this.#anchor);
  }

  clear(): void {
    this.#keys = new Set();
    this.begin(-1);
  }
}
