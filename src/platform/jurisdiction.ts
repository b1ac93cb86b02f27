import { jurisdictionOf } from '../profile/jurisdiction.ts'

/** `jurisdiction()` throws in local workerd, so it is asked for only where the variable is set. Another one is another object. */
export function inJurisdiction<T extends Rpc.DurableObjectBranded>(
  env: Env,
  namespace: DurableObjectNamespace<T>,
): DurableObjectNamespace<T> {
  const jurisdiction = jurisdictionIn(env)
  return jurisdiction === null ? namespace : namespace.jurisdiction(jurisdiction)
}

/** Throws where the variable names no jurisdiction: every object of the gateway would be another one than was meant. */
export function jurisdictionIn(env: Env) {
  const jurisdiction = jurisdictionOf(Reflect.get(env, 'JURISDICTION'))
  if (jurisdiction.ok) return jurisdiction.value
  throw new Error(jurisdiction.error)
}
