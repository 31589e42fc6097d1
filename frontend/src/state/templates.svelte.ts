import {
  type Bridge,
  type Fault,
  type RequestDraft,
  type RequestTemplate,
  type RequestTemplates,
  toFault,
} from "../bridge/bridge";

/** The texts to start a request from: the user's own, and those that come with the program. */
export class TemplatesStore {
  /** null until the backend answered. */
  value = $state.raw<RequestTemplates | null>(null);
  /** Why the last thing asked for could not be done. */
  fault = $state.raw<Fault | null>(null);
  readonly own = $derived(this.value?.templates.filter((t) => !t.builtIn) ?? []);
  readonly builtIn = $derived(this.value?.templates.filter((t) => t.builtIn) ?? []);
  #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  async load(): Promise<void> {
    await this.#do(async () => {});
  }

  /**
   * Keeps what a draft says as a template. The customer's name becomes a placeholder: the text is for
   * all of them.
   */
  async add(name: string, draft: RequestDraft, customer: string): Promise<boolean> {
    const general = (text: string) => (customer.length > 2 ? text.replaceAll(customer, "{customer}") : text);
    const { language, severity, product } = draft;
    return this.#do(() =>
      this.#bridge.requests.saveTemplate({
        id: "",
        name: name.trim(),
        language,
        title: general(draft.title),
        description: general(draft.description),
        stepsTried: general(draft.stepsTried),
        severity,
        product,
        builtIn: false,
      }),
    );
  }

  async rename(template: RequestTemplate, name: string): Promise<boolean> {
    return this.#do(() => this.#bridge.requests.saveTemplate({ ...template, name: name.trim() }));
  }

  async remove(template: RequestTemplate): Promise<boolean> {
    return this.#do(() => this.#bridge.requests.deleteTemplate(template.id));
  }

  /** Brings back one that was deleted, as the same: what was done to it before can still be undone. */
  async restore(template: RequestTemplate): Promise<boolean> {
    return this.#do(() => this.#bridge.requests.saveTemplate(template));
  }

  async #do(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      this.value = await this.#bridge.requests.templates();
      this.fault = null;
      return true;
    } catch (reason) {
      this.fault = toFault(reason);
      return false;
    }
  }
}
