import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Prints what the measures print, and what went wrong; nothing else. */
export default class Printed implements Reporter {
  onStdOut(chunk: string | Buffer) {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer) {
    process.stderr.write(chunk);
  }

  onError(error: { message?: string; stack?: string }) {
    process.stderr.write(`${error.stack ?? error.message}\n`);
  }

  onTestEnd(test: TestCase, result: TestResult) {
    for (const error of result.errors)
      process.stderr.write(`${test.title}: ${error.stack ?? error.message}\n`);
  }
}
