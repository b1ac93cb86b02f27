import { Field } from './field.tsx'
import { h } from './jsx.ts'

interface DayFieldProps {
  readonly id: string
  readonly label: string
  /** `YYYY-MM-DD`. */
  readonly value: string | null
  readonly isNeeded?: boolean
}

/** A choice of one day. */
export const DayField = ({ value, isNeeded, ...field }: DayFieldProps) => (
  <Field type="date" {...field} value={value ?? ''} required={isNeeded} />
)
