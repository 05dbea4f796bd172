export { InvitePage } from './InvitePage';
export { SignInPage } from './SignInPage';
