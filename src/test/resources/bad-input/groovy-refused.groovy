import java.nio.file.Files

@Grab('org.example:evil:1')
def home = System.getenv('HOME')

topology(new File('/etc/hostname').text) {
    host('pghost') { address 'hostname -f'.execute().text }
    while (true) { }
    try { name 'x' } catch (Exception e) { }
    def x = 'a' as File
    String[] y = ['a']
    this.name 'x'
    name 'a'.class.name
}

def helper() { 1 }

class Helper { }
