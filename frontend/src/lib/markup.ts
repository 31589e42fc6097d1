/** The part of Trusted Types that is used here; not every engine has it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string };
}

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("tenantry", {
  createHTML: (html) => html,
});

/**
 * Markup that may be drawn with {@html}, a post that Go has sanitised, or copied as a table of texts. The page's policy lets
 * no other text become markup.
 */
export const markup = (html: string): string => policy?.createHTML(html) ?? html;
