// Finds the machine's own Chromium: CHROMIUM if set, else the first known name on the path. Nothing is downloaded.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const fixed = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const dirs = (process.env.PATH ?? '').split(delimiter)
  const found = [...dirs.flatMap((dir) => names.map((name) => join(dir, name))), ...fixed].find(runs)
  if (!found) throw new Error('no Chromium found: run build/setup.sh test, or set CHROMIUM to the program')
  return found
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
