import { tablePage } from './tablePage';

/** The table surface on enquiries of all leads in the reader's scope. */
export const EnquiriesPage = tablePage('enquiries', '/shell/enquiries');
