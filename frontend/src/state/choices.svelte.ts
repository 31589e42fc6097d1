import { type Bridge, type Choice, type Fault, type RequestChoices, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** What can be chosen for one customer's new request: from the cache at once, Azure's parts as they come. */
export class ChoicesStore {
  /** null until the backend answered. */
  value = $state.raw<RequestChoices | null>(null);
  /** Why there are none; what is written by hand still can be. */
  fault = $state.raw<Fault | null>(null);
  /** The kinds of problems of the chosen Azure service; null while they are read. */
  classifications = $state.raw<Choice[] | null>(null);
  /** Why there are no classifications. */
  classificationsFault = $state.raw<Fault | null>(null);

  #tenantId = "";
  #service = "";
  #choices: Latest<string, RequestChoices>;
  #classifications: Latest<{ tenantId: string; service: string }, Choice[]>;
  #unhear: () => void;

  constructor(bridge: Bridge, taken: (choices: RequestChoices) => void) {
    this.#choices = new Latest(
      (tenantId) => bridge.requests.choices(tenantId),
      (choices) => {
        this.value = choices;
        this.fault = null;
        taken(choices);
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    this.#classifications = new Latest(
      ({ tenantId, service }) => bridge.requests.classifications(tenantId, service),
      (found) => {
        this.classifications = found;
      },
      (reason) => {
        this.classificationsFault = toFault(reason);
      },
    );
    // Azure's subscriptions and catalogue are read in the background; this event says when they came, at
    // times before the first answer is here.
    this.#unhear = bridge.on("outbox", () => {
      if (!this.value?.subscriptions.length || !this.value.services.length) this.ask();
    });
  }

  follow(tenantId: string): void {
    this.#tenantId = tenantId;
    this.value = null;
    this.ask();
  }

  ask(): void {
    if (this.#tenantId) this.#choices.ask(this.#tenantId);
  }

  /** Reads the kinds of problems of an Azure service; the empty one has none. */
  chooseService(service: string): void {
    this.#service = service;
    this.classifications = null;
    this.classificationsFault = null;
    this.#classifications.drop();
    if (service) this.#classifications.ask({ tenantId: this.#tenantId, service });
  }

  retryService(): void {
    this.chooseService(this.#service);
  }

  /** Nothing is followed any more. */
  close(): void {
    this.#unhear();
    this.#choices.drop();
    this.#classifications.drop();
  }
}
