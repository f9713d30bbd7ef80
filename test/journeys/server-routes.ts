import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** What it takes and answers, by part and by status. */
export type RouteSchema = Partial<Record<'body' | 'params' | 'querystring', object>> & {
  readonly response?: Readonly<Record<string, object>>
}

/** An address of a server, as its edge declared it. */
export type Route = {
  readonly method: string
  readonly url: string
  readonly config?: { readonly json?: boolean; readonly withoutToken?: boolean }
  readonly schema?: RouteSchema
}

type Asked = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}

type Answered = {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly body: string
}

/** As much of fastify's server as is needed here. */
export type Server = { readonly inject: (asked: Asked) => Promise<Answered> }

type Declared = Omit<Route, 'method'> & { readonly method: string | readonly string[] }
type Made = Server & { readonly addHook: (name: 'onRoute', hook: (route: Declared) => void) => void }

/** Notes the server that is made from now on, and every route that is declared on it; gives them once it listens. */
export function listenForServers(): () => { readonly server: Server; readonly routes: readonly Route[] } {
  const channel = 'fastify.initialization'
  const routes: Route[] = []
  let server: Server | undefined
  const note = (message: unknown) => {
    const made = (message as { readonly fastify: Made }).fastify
    server = made
    made.addHook('onRoute', ({ method, url, config, schema }) => {
      const more = { ...(config && { config }), ...(schema && { schema }) }
      for (const one of [method].flat()) routes.push({ method: one, url, ...more })
    })
  }
  subscribe(channel, note)
  return () => {
    unsubscribe(channel, note)
    if (!server) throw new Error('no server was made')
    return { server, routes }
  }
}
