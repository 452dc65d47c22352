export {
  AROUND_THE_CLOCK,
  type CalendarVersion,
  type LocalInterval,
  type WeeklyHours,
  type WorkCalendar,
} from './calendar.ts';
export { readCalendar, type CalendarProblem, type ReadCalendar } from './read-calendar.ts';
export { addWorkingUs, workingUs } from './working-time.ts';
export { workingWaitUs, type TeamCalendars } from './working-wait.ts';
