// The pictures of docs/neo4j.md, taken from the real Neo4j Browser with Chromium.
//
//   npm install --no-save playwright-core
//   NEO4J_USERNAME=neo4j NEO4J_PASSWORD=... node docs/neo4j-pictures.mjs \
//       http://localhost:7474 localhost:7687 docs/pictures
//
// The server must hold the seed graph: graphkit build seeds/ --graph neo4j://localhost
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const { chromium } = createRequire(path.join(process.cwd(), "package.json"))("playwright-core");
const [http, bolt, out] = process.argv.slice(2);
const folder = fileURLToPath(new URL("../cypher/browser", import.meta.url));
const text = (name) => readFileSync(path.join(folder, name), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
page.setDefaultTimeout(120_000);
await page.goto(`${http}/browser/?dbms=bolt://${bolt}`);
await page.waitForSelector("input[type=password]");
await page.fill("input[data-testid=username]", process.env.NEO4J_USERNAME);
await page.fill("input[type=password]", process.env.NEO4J_PASSWORD);
await page.click("button[data-testid=connect]");
await page.waitForTimeout(6000);

async function run(command) {
  await page.click(".monaco-editor");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(command);
  await page.waitForTimeout(500);
  await page.click('[data-testid="editor-Run"]');
  await page.waitForTimeout(8000);
}

// What a person does with the mouse: files dragged from cypher/browser onto the window.
async function drop(name) {
  const data = await page.evaluateHandle(
    ([title, body]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([body], title, { type: "text/plain" }));
      return transfer;
    },
    [name, text(name)],
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent('[data-testid="editor-Run"]', type, { dataTransfer: data });
    await page.waitForTimeout(300);
  }
  if (name.endsWith(".cypher")) await page.click("text=Save to favorites");
  await page.waitForTimeout(700);
}

await drop("style.grass");
for (const name of readdirSync(folder).filter((file) => file.endsWith(".cypher"))) await drop(name);
await page.evaluate(() => {
  for (const bar of document.querySelectorAll("div")) {
    if (bar.textContent?.startsWith("To help make Neo4j Browser better") && bar.children.length < 4) bar.remove();
  }
});
// The drawing goes on for a while; a slow machine needs more of it.
async function drawn() {
  await page.waitForSelector("g.node", { state: "attached" });
  await page.waitForTimeout(15_000);
}

async function fit() {
  await page.locator('button[aria-label="zoom-to-fit"], [title="Zoom to fit"]').first().click({ timeout: 5000 });
  await page.waitForTimeout(3000);
}

await run(":clear");
await page.click("button[name=Favorites]");
await page.waitForTimeout(1500);
await run(text("who-urges-whom.cypher"));
await drawn();
await page.screenshot({ path: path.join(out, "neo4j-favourites.png") });
await page.click("button[name=Favorites]");
await run(":clear");

await run(text("whole-graph.cypher"));
await page.click('button[title="Fullscreen"]');
await drawn();
await page.mouse.click(1369, 92); // the arrow that folds the overview away
await page.waitForTimeout(2000);
await fit().catch((error) => console.error(String(error).slice(0, 200)));
await page.screenshot({ path: path.join(out, "neo4j-graph.png") });

// A click on an edge shows its properties, the sentences among them.
await page.locator("g.relationship", { hasText: "URGES" }).first().locator("text").click({ force: true });
await page.waitForTimeout(1000);
await page.mouse.click(1371, 92); // and unfolds it again
await page.waitForTimeout(3000);
await page.screenshot({ path: path.join(out, "neo4j-edge.png") });
await browser.close();
