/** How long a saying stays, by its tone, in milliseconds; one with an action stays as long as an error. */
const stay = { info: 4_000, error: 10_000 };
export type ToastTone = keyof typeof stay;

/** A short saying at the bottom, with at most one thing to do about it. */
export interface Toast {
  id: number;
  text: string;
  tone: ToastTone;
  action?: { text: string; run: () => void };
}

/** What was just done, or could not be done. */
export class NoticesStore {
  toasts = $state.raw<Toast[]>([]);
  #next = 1;

  /** Says it for a moment; one that stays waits for an answer. */
  say(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"]; stays?: boolean } = {}): void {
    const toast = { id: this.#next++, text, tone: options.tone ?? "info", action: options.action };
    this.toasts = [...this.toasts, toast].slice(-3);
    if (!options.stays) setTimeout(() => this.close(toast.id), stay[toast.action ? "error" : toast.tone]);
  }

  /** Takes away what says this, e.g. because it is no longer so. */
  drop(text: string): void {
    this.toasts = this.toasts.filter((t) => t.text !== text);
  }

  close(id: number): void {
    this.toasts = this.toasts.filter((t) => t.id !== id);
  }
}
