/** `jurisdiction()` throws in local workerd, so it is asked for only where the variable is set. Another one is another object. */
export function inJurisdiction<T extends Rpc.DurableObjectBranded>(
  env: Env,
  namespace: DurableObjectNamespace<T>,
): DurableObjectNamespace<T> {
  const jurisdiction: unknown = Reflect.get(env, 'JURISDICTION')
  return jurisdiction === 'eu' || jurisdiction === 'fedramp' ? namespace.jurisdiction(jurisdiction) : namespace
}
