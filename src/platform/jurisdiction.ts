import { jurisdictionOf } from '../profile/jurisdiction.ts'

/**
 * `jurisdiction()` throws in local workerd, so the call happens only with the variable set. Another jurisdiction
 * gives another object.
 */
export function inJurisdiction<T extends Rpc.DurableObjectBranded>(
  env: Env,
  namespace: DurableObjectNamespace<T>,
): DurableObjectNamespace<T> {
  const jurisdiction = jurisdictionIn(env)
  return jurisdiction === null ? namespace : namespace.jurisdiction(jurisdiction)
}

/** Throws for an unknown jurisdiction: every object of the gateway would be a wrong object. */
export function jurisdictionIn(env: Env) {
  const jurisdiction = jurisdictionOf(Reflect.get(env, 'JURISDICTION'))
  if (jurisdiction.ok) return jurisdiction.value
  throw new Error(jurisdiction.error)
}
