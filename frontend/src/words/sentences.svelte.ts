type Sentences = Readonly<Record<string, ((params: Record<string, string>) => string) | undefined>>;

let all = $state.raw<Sentences>({});

/** The sentences of the program, by their keys; none before they were fetched. What is on screen follows. */
export const sentences = (): Sentences => all;

/** Fetches them: the first picture rarely has one of them, and they weigh more than all else in it. */
export async function fetchSentences(): Promise<void> {
  all = (await import("./catalogue")).sentences as Sentences;
}
