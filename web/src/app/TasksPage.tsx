import { tablePage } from './tablePage';

/** The table surface on tasks: one's own, those given to others, and those of leads in scope. */
export const TasksPage = tablePage('tasks', '/shell/tasks');
