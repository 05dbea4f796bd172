import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors';

/** One cache for all server data. Refusals are answers, so only missing answers are tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof ApiError && error.offline && failures < 2,
    },
  },
});
