// Prints the license of each package that the bundle has a part of.

import { buildSync } from "esbuild";
import { readFileSync } from "node:fs";

const built = buildSync({ entryPoints: ["seal.js"], bundle: true, write: false, metafile: true });
const packages = Object.keys(built.metafile.inputs)
  .map((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter(Boolean);
const texts = [...new Set(packages)].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
process.stdout.write(`age.js holds parts of these packages.\n\n${texts.join("\n\n")}`);
