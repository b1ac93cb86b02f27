interface DayFieldProps {
  readonly id: string
  readonly label: string
  /** `YYYY-MM-DD`. */
  readonly value: string | null
}

/** A choice of one day in a filter. */
export const DayField = ({ id, label, value }: DayFieldProps) => (
  <div>
    <label for={id}>{label}</label>
    <input id={id} name={id} type="date" value={value ?? ''} />
  </div>
)
