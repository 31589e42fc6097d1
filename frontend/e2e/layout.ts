/** Something that is wrong with what is drawn, and what to do about it. */
export interface Flaw {
  kind: "overlap" | "cut" | "no tooltip" | "outside" | "sideways" | "scrolls" | "English";
  /** What is drawn wrongly, as one finds it in the window. */
  what: string;
  /** The text of it, or the beginning. */
  text: string;
  advice: string;
}

/**
 * Looks at all that is drawn of the topmost thing (a dialog, a menu, else the window). It runs in the page and knows nothing
 * of it: text is what the text nodes draw, a control what can be pressed or typed into.
 * foreign: patterns of texts that must not stand there.
 */
export function flaws(foreign: string[]): Flaw[] {
  const found: Flaw[] = [];
  const slack = 2; // px: what a font's accents and a rounding may take
  const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  type Box = typeof window_;
  const styles = new Map<Element, CSSStyleDeclaration>();
  const style = (el: Element) => {
    const known = styles.get(el) ?? getComputedStyle(el);
    styles.set(el, known);
    return known;
  };

  const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
  const menu = [...document.querySelectorAll("[popover=auto]:popover-open")].at(-1);
  const root = menu ?? dialog ?? document.body;

  const name = (el: Element) => {
    const id = [...el.classList].find((c) => !c.startsWith("svelte-"));
    const role = el.getAttribute("role");
    return el.tagName.toLowerCase() + (role ? `[role=${role}]` : "") + (id ? `.${id}` : "");
  };
  const path = (el: Element) => {
    const up = [el.parentElement?.parentElement, el.parentElement, el].filter(
      (e) => e && e !== document.body,
    );
    const place = el.closest("dialog, [role=menu], [role=grid], header, nav, main, aside, footer");
    const names = up.map((e) => name(e as Element)).join(" > ");
    return place && !up.includes(place) ? `${name(place)} … ${names}` : names;
  };
  const add = (kind: Flaw["kind"], el: Element, text: string, advice: string) =>
    found.push({ kind, what: path(el), text: text.trim().replace(/\s+/g, " ").slice(0, 60), advice });

  /** Only said to those who hear the window, or not there at all. */
  const unseen = (el: Element): boolean => {
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
    for (let at: Element | null = el; at && at !== document.body; at = at.parentElement)
      if (style(at).clipPath === "inset(50%)") return true;
    return false;
  };
  /** What floats over the rest lies in a layer of its own, and covers the others on purpose. */
  const layer = (el: Element): Element => {
    for (let at: Element | null = el; at && at !== root; at = at.parentElement) {
      const { position, zIndex } = style(at);
      const floats =
        position === "fixed" || position === "sticky" || (position === "absolute" && zIndex !== "auto");
      if (floats || at.matches("dialog, [popover]")) return at;
    }
    return root;
  };
  const cut = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const empty = (b: Box) => b.right - b.left <= 0.5 || b.bottom - b.top <= 0.5;

  /** What is drawn of a box, and who cuts it where nothing brings the rest into sight. */
  function drawn(box: Box, from: Element | null): { box: Box; by?: Element; side?: "x" | "y" } {
    let rest = box;
    let by: Element | undefined;
    let side: "x" | "y" | undefined;
    let absolute = false;
    for (let at = from; at && at !== document.body; at = at.parentElement) {
      const css = style(at);
      if (absolute && css.position === "static" && css.transform === "none") continue;
      absolute = css.position === "absolute";
      const frame = at.getBoundingClientRect();
      const inner = {
        left: frame.left + at.clientLeft,
        top: frame.top + at.clientTop,
        right: frame.left + at.clientLeft + at.clientWidth,
        bottom: frame.top + at.clientTop + at.clientHeight,
      };
      const clips = css.overflowX !== "visible" && css.display !== "inline";
      if (clips) {
        const scrolls = { x: /auto|scroll/.test(css.overflowX), y: /auto|scroll/.test(css.overflowY) };
        const over = {
          x: rest.left < inner.left - slack || rest.right > inner.right + slack,
          y: rest.top < inner.top - slack || rest.bottom > inner.bottom + slack,
        };
        const next = cut(rest, inner);
        if (scrolls.y && over.y && empty({ ...next, left: 0, right: 9 })) return { box: next }; // scrolled away
        if (!by && over.x) {
          by = at;
          side = "x";
        } else if (!by && over.y && !scrolls.y) {
          by = at;
          side = "y";
        }
        rest = next;
        if (empty(rest)) return { box: rest, by, side };
      }
      if (css.position === "fixed" || at.matches("dialog, [popover]")) break;
    }
    const shown = cut(rest, window_);
    const beyond = ["left", "top", "right", "bottom"] as const;
    if (!by && beyond.some((edge) => Math.abs(shown[edge] - rest[edge]) > slack)) by = document.body;
    return { box: shown, by, side };
  }

  const pressable =
    "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=option], [role^=menuitem], [role=tab], [role=switch]";

  interface Thing {
    el: Element;
    box: Box;
    text: string;
    layer: Element;
    control: boolean;
  }
  const things: Thing[] = [];
  const told = new Set<Element>();

  function judge(
    el: Element,
    text: string,
    { by, side }: ReturnType<typeof drawn>,
    what: "text" | "control",
  ) {
    const sideways = by && side === "x" && /auto|scroll/.test(style(by).overflowX);
    if (sideways) {
      if (!told.has(by)) add("sideways", by, text, "it scrolls sideways: let its content wrap or shrink");
      told.add(by);
      return;
    }
    if (!by || told.has(el) || (what === "text" && told.has(el.closest(pressable) ?? el))) return;
    told.add(el);
    if (by === document.body) {
      add("outside", el, text, "keep it inside the window, or let what holds it scroll");
      return;
    }
    const css = style(by);
    const ends =
      what === "text" &&
      ((side === "x" && css.textOverflow === "ellipsis") || css.webkitLineClamp !== "none");
    if (ends) {
      const tip =
        el.closest("[title]")?.getAttribute("title") ?? by.querySelector("[title]")?.getAttribute("title");
      if (!tip) add("no tooltip", el, text, "give it a title with the whole text, or room");
    } else
      add(
        "cut",
        el,
        text,
        `${name(by)} cuts it at its ${side === "x" ? "side" : "foot"}: give it room, or ellipsis and title`,
      );
  }

  for (const el of root.querySelectorAll(pressable)) {
    if (unseen(el) || (root === document.body && el.closest("[popover=auto]"))) continue;
    const frame = el.getBoundingClientRect();
    if (frame.width === 0 || frame.height === 0) continue;
    const seen = drawn(frame, el.parentElement);
    const text = el.getAttribute("aria-label") ?? el.textContent ?? "";
    judge(el, text, seen, "control");
    if (empty(seen.box)) continue;
    // Of a field only where its text stands: a sign or a button may lie in the room that it keeps for them.
    const css = style(el);
    const field = el.matches("input, select, textarea");
    const inset = (side: string) =>
      (field ? Number.parseFloat(css.getPropertyValue(`padding-${side}`)) : 0) + 1;
    const box = {
      left: seen.box.left + inset("left"),
      top: seen.box.top + 1,
      right: seen.box.right - inset("right"),
      bottom: seen.box.bottom - 1,
    };
    if (!empty(box)) things.push({ el, box, text, layer: layer(el), control: true });
  }

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const el = node.parentElement;
    const text = node.textContent ?? "";
    if (!el || !text.trim() || el.closest("option, script, style, textarea")) continue;
    if (unseen(el) || (root === document.body && el.closest("[popover=auto]"))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width < 1) continue;
      const seen = drawn(line, el);
      judge(el, text, seen, "text");
      if (empty(seen.box)) continue;
      // The letters, not the room between the lines.
      const { left, right, top, bottom } = seen.box;
      const high = line.height / 4;
      const box = {
        left: left + 1,
        right: right - 1,
        top: Math.max(top, line.top + high),
        bottom: Math.min(bottom, line.bottom - high),
      };
      if (!empty(box)) things.push({ el, box, text, layer: layer(el), control: false });
    }
  }

  // What only hides its rest is scrolled all the same by whatever brings something into sight, and nobody scrolls it back.
  const held = document.scrollingElement;
  for (const el of [held, root, ...root.querySelectorAll("*")]) {
    const hides =
      el === held || (el && style(el).overflowY === "hidden" && style(el).webkitLineClamp === "none");
    if (el && hides && el.clientHeight >= 60 && el.scrollHeight > el.clientHeight + slack)
      add(
        "scrolls",
        el,
        el.getAttribute("aria-label") ?? "",
        "it hides more than is to be seen: overflow: clip, or let what scrolls in it be positioned",
      );
  }

  const covers = (a: Thing, b: Thing) => !empty(cut(a.box, b.box));
  for (const [i, a] of things.entries())
    for (const b of things.slice(i + 1)) {
      if (a.layer !== b.layer || a.el.contains(b.el) || b.el.contains(a.el) || !covers(a, b)) continue;
      const label = (x: Thing, y: Thing) => x.el.closest("label")?.contains(y.el) && !x.control;
      if (label(a, b) || label(b, a)) continue;
      add(
        "overlap",
        a.el,
        a.text,
        `${path(b.el)} “${b.text.trim().slice(0, 40)}” lies on it: let one of them wrap or shrink`,
      );
    }

  const strange = foreign.map((pattern) => new RegExp(pattern, "s"));
  const speak = (el: Element, text: string) => {
    if (el.closest("[translate=no], [lang]:not(html)")) return;
    if (strange.some((pattern) => pattern.test(text.trim())))
      add(
        "English",
        el,
        text,
        "say it by a message of the page's language, or mark it as the cloud's own text with lang",
      );
  };
  if (strange.length > 0)
    for (const el of root.querySelectorAll("*")) {
      if (!el.checkVisibility() || el.closest("pre, textarea")) continue;
      for (const attribute of ["aria-label", "title", "placeholder", "alt", "aria-description"]) {
        const text = el.getAttribute(attribute);
        if (text) speak(el, text);
      }
      const own = [...el.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim());
      for (const n of own) speak(el, n.textContent ?? "");
    }
  return found;
}
