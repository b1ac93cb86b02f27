import type { Router } from 'hono/router'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { TrieRouter } from 'hono/router/trie-router'

/**
 * Matches the addresses under `prefix` with a separate router. An order then costs no search through the addresses of the
 * console.
 */
export function createPrefixRouter<T>(prefix: string): Router<T> {
  const [under, others] = [new RegExpRouter<T>(), new TrieRouter<T>()]
  const routerOf = (path: string): Router<T> => (path.startsWith(prefix) ? under : others)
  return {
    name: 'PrefixRouter',
    add: (method, path, handler) => routerOf(path).add(method, path, handler),
    match: (method, path) => routerOf(path).match(method, path),
  }
}
