"""Who gets a lead: rules that decide, the reasons they leave, and the time in which a lead has to be taken on."""
