/** The chapters of the help, in the order in which a newcomer needs them. */
export const helpChapters = [
  "start",
  "register",
  "approval",
  "find",
  "signs",
  "age",
  "requests",
  "data",
] as const;
export type HelpChapter = (typeof helpChapters)[number];

/** The help at the side, and the tour. */
export class HelpStore {
  /** The side panel. */
  open = $state(false);
  /** The chapter that it opens at. */
  chapter = $state.raw<HelpChapter>(helpChapters[0]);
  /** How often it was asked for: each time it takes the focus, open or not. */
  asked = $state(0);
  /** The step of the tour that is shown, from 0; null: none. */
  step = $state.raw<number | null>(null);

  /** Opens the help at a chapter. */
  ask(chapter: HelpChapter = helpChapters[0]): void {
    this.chapter = chapter;
    this.open = true;
    this.asked++;
  }

  close(): void {
    this.open = false;
  }

  /** Begins the tour: nothing may cover what it shows. */
  tour(): void {
    this.open = false;
    this.step = 0;
  }
}
