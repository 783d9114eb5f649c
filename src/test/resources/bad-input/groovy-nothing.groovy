// To be written.
def hosts = ['a', 'b']
