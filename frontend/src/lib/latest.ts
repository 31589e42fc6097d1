/**
 * One call in flight per concern. While it runs only the newest other question is kept; an answer to a
 * question that is no longer the newest is dropped. Asking the same question again while it is under
 * way keeps the answer and asks once more, so that a stream of hints cannot starve the screen.
 */
export class Latest<Q, A> {
  #ask: (question: Q) => Promise<A>;
  #answered: (answer: A, question: Q) => void;
  #failed: (reason: unknown, question: Q) => void;
  #flying: { question: Q; key: string } | null = null;
  #next: { question: Q; key: string } | null = null;
  #dropped = false;

  constructor(
    ask: (question: Q) => Promise<A>,
    answered: (answer: A, question: Q) => void,
    failed: (reason: unknown, question: Q) => void = () => {},
  ) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
  }

  /** Whether a call is under way whose answer will be used. */
  get busy(): boolean {
    return this.#flying !== null && !this.#dropped;
  }

  /** Asks now, or right after the call that is under way. */
  ask(question: Q): void {
    const asked = { question, key: JSON.stringify(question) ?? "" };
    if (this.#flying) {
      this.#next = asked;
      this.#dropped = false;
      return;
    }
    void this.#fly(asked);
  }

  /** Forgets what was asked: the answer under way is dropped too. */
  drop(): void {
    this.#next = null;
    this.#dropped = this.#flying !== null;
  }

  async #fly(asked: { question: Q; key: string }): Promise<void> {
    this.#flying = asked;
    let deliver: () => void;
    try {
      const answer = await this.#ask(asked.question);
      deliver = () => this.#answered(answer, asked.question);
    } catch (reason) {
      deliver = () => this.#failed(reason, asked.question);
    }
    const next = this.#next as { question: Q; key: string } | null;
    const wanted = !this.#dropped && (next === null || next.key === asked.key);
    this.#flying = this.#next = null;
    this.#dropped = false;
    if (next) void this.#fly(next);
    if (wanted) deliver();
  }
}
