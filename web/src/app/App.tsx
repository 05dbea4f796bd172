import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '@/api/queryClient';
import { SessionDialog } from '@/features/session/SessionDialog';
import { router } from './router';

/** The outermost component: server data, places, notices, and the dialog for a session that has ended. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <SessionDialog />
      <Notifications position="bottom-right" zIndex={400} limit={3} containerWidth={520} />
    </QueryClientProvider>
  );
}
