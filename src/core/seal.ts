import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What must be read again and yet is worth nothing to whoever reads the database (secrets of authenticator apps) is sealed with a
 * key in the data directory: AES-256-GCM, bound to `owner`, so that nobody can put one person's secret into another's row.
 */
export async function seal(dataDir: string, text: string, owner: string): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(dataDir), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return MARK + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** @throws when the key is another one, the owner is, or somebody changed the text */
export async function unseal(dataDir: string, sealed: string, owner: string): Promise<string> {
  const bytes = Buffer.from(sealed.slice(MARK.length), 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(dataDir), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(owner)).setAuthTag(tag)
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}

export const isSealed = (text: string) => text.startsWith(MARK)

const MARK = 'sealed:'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

const keys = new Map<string, Promise<Buffer>>()
function keyOf(dataDir: string): Promise<Buffer> {
  const known = keys.get(dataDir)
  if (known) return known
  const read = readKey(join(dataDir, 'secret.key')).catch(error => {
    keys.delete(dataDir)
    throw error
  })
  keys.set(dataDir, read)
  return read
}

/** The key; made when there is none. Of several processes that start at once one makes it, whole before it has its name. */
async function readKey(path: string): Promise<Buffer> {
  const there = await readFile(path).catch(error => {
    if (error.code !== 'ENOENT') throw error
  })
  if (there) {
    if (there.length !== KEY_BYTES)
      throw new Error(`${path} is not a key of ${KEY_BYTES} bytes. Put the right one back.`)
    return there
  }
  await mkdir(join(path, '..'), { recursive: true })
  const made = `${path}.${randomUUID()}`
  const file = await open(made, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(KEY_BYTES))
    await file.sync()
  } finally {
    await file.close()
  }
  await link(made, path)
    .catch(error => {
      // A disk that knows no links still renames.
      if (error.code !== 'EEXIST') return rename(made, path)
    })
    .finally(() => rm(made, { force: true }))
  return readKey(path)
}
