/** What the instructions leave to whoever runs the gateway. */
export type AttendancePolicy = {
  /** Calendar days from the notification, its own day not counted (R35b, A2). The last day is not moved to a working day. */
  readonly attendanceDays: number
  /** True when an application does not lapse while its invitation is known not to have arrived, or not known to have. */
  readonly lapseAwaitsDelivery: boolean
}

export const attendancePolicy: AttendancePolicy = { attendanceDays: 30, lapseAwaitsDelivery: true }
