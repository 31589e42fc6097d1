// Has the window closed and shown again, and then chooses an order and ends the window while that choice rests.
const frame = () => new Promise((done) => requestAnimationFrame(done));
const heading = () =>
  [...document.querySelectorAll('main [role="columnheader"] button')].find((b) => b.textContent.trim().startsWith("Name"));

while (!document.querySelector('main [role="row"] [role="gridcell"]') || !heading()) await frame();
await fetch("/probe-step");
heading().click();
await frame();
await fetch(`/probe-report?report=${encodeURIComponent(JSON.stringify({ chosen: "name" }))}`);
