import { FieldProblem } from './field.tsx'
import { h } from './jsx.ts'
import type { Visit } from './visit.ts'

interface RouteTicksProps {
  readonly visit: Visit
  readonly routes: readonly { readonly route: string; readonly name: string; readonly hint?: string }[]
  readonly ticked: readonly string[]
  readonly problem: string | undefined
}

/** A box for each route that a person may have keyed orders for. A route without a tick still brings the orders. */
export const RouteTicks = ({ visit, routes, ticked, problem }: RouteTicksProps) => (
  <fieldset aria-describedby={problem ? 'routes-problem' : undefined}>
    <legend>{visit.words.confirm.keyedFor}</legend>
    {routes.map(({ route, name, hint }) => (
      <label class="pick">
        <input
          type="checkbox"
          name="routes"
          value={route}
          checked={ticked.includes(route)}
          aria-invalid={problem ? 'true' : undefined}
        />
        <span dir="auto">
          {name}
          {hint && <span class="hint">{hint}</span>}
        </span>
      </label>
    ))}
    <FieldProblem id="routes-problem" text={problem} />
  </fieldset>
)
