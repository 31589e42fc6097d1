// Draws build/appicon.svg as the bitmaps that the platforms ask for: appicon.png (1024 px, also macOS and
// Linux), windows/icon.ico. Run by `make icons` after the SVG was changed; the results are kept in the repo.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromiumPath } from './chromium.mjs'

const { chromium } = createRequire(new URL('../frontend/package.json', import.meta.url))('playwright-core')
const here = (name) => new URL(name, import.meta.url)

const svg = await readFile(here('appicon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage()
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
  const draw = async (size) => {
    await page.setViewportSize({ width: size, height: size })
    return page.screenshot({ omitBackground: true })
  }
  await writeFile(here('appicon.png'), await draw(1024))
  const sizes = [16, 20, 24, 32, 40, 48, 64, 256]
  const images = []
  for (const size of sizes) images.push({ size, png: await draw(size) })
  await writeFile(here('windows/icon.ico'), ico(images))
} finally {
  await browser.close()
}

// An .ico file is a directory of images; since Windows Vista an image may be a PNG. 256 is written as 0.
function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...images.map(({ png }) => png)])
}
