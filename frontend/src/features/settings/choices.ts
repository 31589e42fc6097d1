/** What holds where the preferences say 0: minutes of health, hours of details, as the program has it. */
export const usual = { health: 10, details: 24 } as const;

/** The choices of a number, and what is kept among them: what no list offers has to be seen too. */
export const offered = (choices: readonly number[], kept: number): number[] =>
  [...new Set([...choices, kept])].sort((a, b) => a - b);
