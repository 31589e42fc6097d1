/** An icon: the edge of the square that it stands in, in px, and its path. */
interface Drawing {
  readonly edge: number;
  readonly path: string;
}

declare module "*.svg?drawing" {
  const drawing: Drawing;
  export default drawing;
}
