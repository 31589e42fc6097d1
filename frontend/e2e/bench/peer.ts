import type { Page } from "@playwright/test";

/**
 * The limit: a page with nothing in it but a field and a plain table, whose cells are rewritten at each key without
 * asking anybody. Answers from the key to the painted table, in ms.
 */
export async function bare(
  page: Page,
  letters: readonly string[],
  pause: () => Promise<void>,
): Promise<number[]> {
  await page.setContent(`<input><table>${`<tr>${"<td>–</td>".repeat(6)}</tr>`.repeat(20)}</table>`);
  await page.evaluate(() => {
    const cells = [...document.querySelectorAll("td")];
    const took: number[] = [];
    let down = 0;
    addEventListener("keydown", (event) => {
      down = event.timeStamp;
    });
    addEventListener("input", (event) => {
      const text = (event.target as HTMLInputElement).value;
      cells.forEach((cell, i) => {
        cell.textContent = `${text} ${i}`;
      });
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => took.push(performance.now() - down);
        port2.postMessage(0);
      });
    });
    window.kept = () => took;
  });
  await page.focus("input");
  for (const letter of letters) {
    await page.keyboard.press(letter);
    await pause();
  }
  return page.evaluate(() => window.kept());
}
