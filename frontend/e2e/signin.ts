import { type Cloud, type Home, until } from "./program";

/** Signs in by the command line, as a script would, and brings the cache up to date. */
export async function signIn(home: Home, cloud: Cloud) {
  const at = cloud.at;
  const login = home.run(
    ...["login", "--cloud", "custom", "--client-id", at.clientId, "--tenant", at.tenantId],
    ...[
      "--login-url",
      at.loginUrl,
      "--graph-url",
      at.graphUrl,
      "--partner-center-url",
      at.partnerCenterUrl,
      "--azure-url",
      at.azureUrl,
    ],
  );
  await until("address to sign in at", async () => (await home.opened()).length);
  const [address = ""] = await home.opened();
  await visit(address);
  await login;
  await home.run("sync");
}

/** Does what a browser does with the sign-in page: follows the redirect, or posts its form. */
export async function visit(address: string) {
  const page = await (await fetch(address)).text();
  const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
  if (!action) return;
  const plain = (text: string) =>
    text
      .replace(/&#34;|&quot;/g, '"')
      .replace(/&#43;/g, "+")
      .replace(/&amp;/g, "&");
  const fields = [...page.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)];
  await fetch(plain(action), {
    method: "POST",
    body: new URLSearchParams(fields.map(([, name = "", value = ""]) => [name, plain(value)])),
  });
}
