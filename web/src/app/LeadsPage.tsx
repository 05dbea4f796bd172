import { tablePage } from './tablePage';

/** The table surface on leads. */
export const LeadsPage = tablePage('leads', '/shell/leads');
