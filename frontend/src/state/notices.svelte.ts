const tones = ["info", "error"] as const;
export type ToastTone = (typeof tones)[number];

/** A short saying at the bottom, with at most one thing to do about it. */
export interface Toast {
  id: number;
  text: string;
  tone: ToastTone;
  action?: { text: string; run: () => void };
}

/** How long a saying stays, in milliseconds; one with an action or an error stays longer. */
const stay = { short: 4_000, long: 10_000 };

/** What was just done, or could not be done. */
export class NoticesStore {
  toasts = $state.raw<Toast[]>([]);
  #next = 1;

  say(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
    const toast = { id: this.#next++, text, tone: options.tone ?? "info", action: options.action };
    this.toasts = [...this.toasts, toast].slice(-3);
    setTimeout(() => this.close(toast.id), toast.action || toast.tone === "error" ? stay.long : stay.short);
  }

  close(id: number): void {
    this.toasts = this.toasts.filter((t) => t.id !== id);
  }
}
