import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

export type Asset = { readonly name: string; readonly href: string; readonly mediaType: string; readonly body: Buffer }

/** Folder that holds `govuk/`: templates, style sheet and script of govuk-frontend as installed. */
export const govukFolder = join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist')

// Fonts that a reader's system has, Hong Kong's forms of characters first; the font of govuk-frontend is gov.uk's alone.
const fontStack =
  'system-ui,-apple-system,"Segoe UI",Roboto,"PingFang HK","Microsoft JhengHei","Noto Sans HK","Noto Sans CJK HK","Noto Sans TC",sans-serif'

let loaded: readonly Asset[] | undefined

/** The files that pages load, each under a name with its hash, so that it may be kept for ever. Read once. */
export const loadAssets = (): readonly Asset[] => (loaded ??= readAssets())

function readAssets(): readonly Asset[] {
  const own = (name: string) => readFileSync(join(import.meta.dirname, '../assets', name), 'utf8')
  const govuk = (name: string) =>
    readFileSync(join(govukFolder, 'govuk', name), 'utf8').replace(/\n?\/[/*]# sourceMapping.*$/m, '')
  const script = asset('govuk-frontend.js', 'text/javascript', govuk('govuk-frontend.min.js'))
  const uploads = asset('uploads.js', 'text/javascript', own('uploads.js'))
  const live = asset('live.js', 'text/javascript', own('live.js'))
  const enhance = own('enhance.js')
    .replace('./govuk-frontend.js', script.href)
    .replace('./uploads.js', uploads.href)
    .replace('./live.js', live.href)
  const style = withoutGovukFont(govuk('govuk-frontend.min.css'))
  return [
    asset('icms.css', 'text/css', `${style}\n${own('icms.css')}`),
    script,
    uploads,
    live,
    asset('enhance.js', 'text/javascript', enhance),
    asset('icon.svg', 'image/svg+xml', own('icon.svg')),
  ]
}

/** Serves the assets, compressed once where the browser takes it. */
export function serveAssets(server: FastifyInstance, assets: readonly Asset[]): void {
  for (const { href, mediaType, body } of assets) {
    let packed: Buffer | undefined
    server.get(href, { config: { rateLimit: false } }, (request, reply) => {
      reply
        .type(`${mediaType}; charset=utf-8`)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
      if (!/\bbr\b/.test(String(request.headers['accept-encoding']))) return reply.send(body)
      packed ??= brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      return reply.header('content-encoding', 'br').send(packed)
    })
  }
}

function asset(name: string, mediaType: string, content: string | Buffer): Asset {
  const body = Buffer.from(content)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  return { name, href: `/assets/${hash}/${name}`, mediaType, body }
}

function withoutGovukFont(style: string): string {
  return style
    .replace(/\/\*![^*]*Margaret Calvert[^*]*\*\//, '')
    .replace(/@font-face\{font-family:GDS Transport[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', fontStack)
}
