import "../styles/base.css";

// What a test mounts has a window's room, as in the window: what has no size can't be pressed.
const style = document.createElement("style");
style.textContent = "body > div { block-size: 100vh; }";
document.head.append(style);
