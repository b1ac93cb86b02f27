import { h } from './jsx.ts'

interface SelectProps {
  readonly id: string
  /** Default: the id. */
  readonly name?: string
  readonly label: string
  /** The option that chooses nothing. */
  readonly none?: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly chosen?: string | null | undefined
  readonly class?: 'wide'
}

/** A choice of one of several values. */
export const Select = ({ id, name = id, label, none, options, chosen, class: kind }: SelectProps) => (
  <div class={kind}>
    <label for={id}>{label}</label>
    <select id={id} name={name}>
      {none !== undefined && <option value="">{none}</option>}
      {options.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </div>
)
